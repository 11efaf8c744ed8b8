"""xephang: how Vietnam's provinces rank their own agencies, from printed report to published dataset."""
