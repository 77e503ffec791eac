"""What `--help` tells beside the options: examples of every command, the environment, the exit codes."""

EXAMPLES = {
    "new": (
        'flipchart new "Service blueprint" --improvements list.txt --people "Ana Lopes, Bea Moreau"',
        'flipchart new "Retro 15" --template follow-up --planned-start 10:00 --no-run',
    ),
    "run": ('flipchart run "Service"', "flipchart run last --view desk", "flipchart run plan.toml --rehearse"),
    "watch": ("flipchart watch last", "flipchart watch plan.toml --view desk"),
    "follow-up": ("flipchart follow-up last",),
    "list": ("flipchart list", "flipchart list --json"),
    "due": ("flipchart due", 'flipchart due --owner "Ana" --before fri', "flipchart due --ics > promises.ics"),
    "group": ('flipchart group "Clinic service team"',),
    "show": ("flipchart show last", "flipchart show plan.toml --json"),
    "import": ("flipchart import last actions.csv --dry-run", "flipchart import last - --as steps < minutes.md"),
    "export": ("flipchart export last --to md", "flipchart export last --to html -o plan.html"),
    "check": ("flipchart check sessions/*.toml",),
    "merge": ("flipchart merge base.toml ours.toml theirs.toml",),
    "report": (
        'flipchart report last "Draft the form" done --on tue',
        "flipchart report last --from plan.md --dry-run",
    ),
    "digest": ("flipchart digest --since 1w", "flipchart digest --group Clinic --to html > clinic.html"),
    "when": ("flipchart when next fri", "flipchart when end of q1"),
    "templates": ("flipchart templates", "flipchart templates coaching --cue", "flipchart templates copy coaching"),
    "schema": ("flipchart schema > session.schema.json",),
    "demo": ("flipchart demo retro", "flipchart demo"),
    "config": ("flipchart config", "flipchart config edit"),
    "completion": ("flipchart completion bash > ~/.local/share/bash-completion/completions/flipchart",),
}
"""For each command one to three lines that can be typed as they stand."""

ABOUT = """\
SESSION is a path, the start of a title or of a file name, or 'last'.

examples:
  flipchart demo retro                      a workshop in its middle, to try things with
  flipchart new "Service blueprint" --improvements list.txt
  flipchart run last                        go on with the session that was changed last
  flipchart help export                     all about one command

environment:
  FLIPCHART_DIR     the sessions folder
  FLIPCHART_CONFIG  the settings file, or its folder
  FLIPCHART_STATE   the folder of backups and drafts
  NO_COLOR          without colours
  VISUAL, EDITOR    what opens a file for editing

exit codes:
  0 done, 1 could not, 2 used wrongly or no terminal, 3 read or written in part, 128+n ended by signal n"""


def examples(verb: str) -> str:
    """Return the examples of a command as the last paragraph of its help; empty where there are none."""
    lines = EXAMPLES.get(verb, ())
    return "\n".join(("examples:", *(f"  {line}" for line in lines))) if lines else ""
