"""What stands between the models and the database where a case must be quick: rows by plain SQL, settings in memory."""
