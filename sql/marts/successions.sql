-- From the code list.
FROM codes.successions
