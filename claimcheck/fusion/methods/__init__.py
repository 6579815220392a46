"""The methods of fusion, each as its paper has it."""
