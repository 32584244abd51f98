"""charts.yaml and facts → checked chart data, words, text alternatives, pictures and native charts."""
