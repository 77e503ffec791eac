"""What the screens are made of; a widget knows neither its neighbours nor the runner."""
