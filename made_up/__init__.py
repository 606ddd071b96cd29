"""What tests and benchmarks make up: reports in the inspectorate's layouts, and data sets of any size."""
