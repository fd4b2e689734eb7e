"""What an installation knows of its acts beyond their data: facts entered later, duties done, texts, own editions."""
