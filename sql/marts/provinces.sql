-- From the code list.
FROM codes.provinces
