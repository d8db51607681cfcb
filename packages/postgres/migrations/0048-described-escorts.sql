-- What families look for in an escort besides gender and skills (B5, B7, B83): the year of birth, never the day, which is half of an
-- identity number, and since when they practise. Of whoever was approved before, nothing until the next approval.

ALTER TABLE escort
  ADD COLUMN birth_year smallint CHECK (birth_year BETWEEN 1900 AND 2200),
  ADD COLUMN first_practice_year smallint CHECK (first_practice_year BETWEEN 1900 AND 2200);
