"""Case data: what the agency's system hands over about cases, money, dates and documents, checked before it is used."""
