"""charts.yaml and facts → checked chart data, words, text alternatives and pictures."""
