"""The roof: the members' desk, cohort and county pages. It shows what the rooms below hold."""
