"""Every kind of prompt, so that one can be opened again by the key under which its draft was kept."""

from flipchart.tui.prompts import (
    evaluate,
    follow_up,
    goals,
    improvements,
    list_file,
    notes,
    resources,
    run,
    steps,
    strategies,
)
from flipchart.tui.prompts.prompt import Prompt

PROMPTS: tuple[type[Prompt], ...] = (
    evaluate.HandsPrompt, evaluate.CountedPrompt, evaluate.FeedbackPrompt, evaluate.MeasurePrompt,
    evaluate.ExamplePrompt, evaluate.ReachedPrompt, follow_up.CommentPrompt, follow_up.ChangedPrompt,
    follow_up.StuckPrompt, follow_up.DroppedPrompt, follow_up.NewDatePrompt, follow_up.NewOwnerPrompt,
    follow_up.SmallerPrompt, follow_up.StandsPrompt, goals.GoalPrompt, goals.EditGoalPrompt, goals.AskGoalPrompt,
    improvements.AreaPrompt, improvements.EditAreaPrompt, improvements.RatePrompt,
    improvements.RatedPrompt, improvements.ImprovementPrompt, improvements.EditImprovementPrompt,
    improvements.VotesPrompt, improvements.VotedPrompt, notes.FindPrompt, notes.PrivateNotePrompt, notes.ParkPrompt,
    notes.NotePrompt, notes.MessagePrompt, run.TimerPrompt, run.BreakPrompt, notes.PersonPrompt, notes.RiskPrompt,
    resources.NeedPrompt, resources.KindPrompt, resources.EditNeedPrompt, run.TimePrompt, run.MilestonePrompt,
    run.EditMilestonePrompt, run.NextCheckPrompt, run.AfterPrompt, steps.WhoWhenPrompt, steps.AssignedPrompt,
    steps.OwnerPrompt, steps.InsteadPrompt, steps.TellsPrompt, steps.DuePrompt, steps.TakePrompt, steps.StepPrompt,
    steps.EditStepPrompt, strategies.StrategyPrompt, strategies.EditStrategyPrompt, strategies.PartPrompt,
    strategies.OptionPrompt, list_file.ListPrompt,
)  # fmt: skip

BY_NAME = {kind.name: kind for kind in PROMPTS}


def prompt_of_key(key: str) -> Prompt | None:
    """Return the prompt that has a key (see Prompt.key), or None."""
    name, _, item = key.partition(":")
    kind = BY_NAME.get(name)
    return kind(item) if kind else None
