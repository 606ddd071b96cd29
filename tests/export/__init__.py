"""Files to take away: each is opened again as its readers open it, and compared with the tables of the data set."""
