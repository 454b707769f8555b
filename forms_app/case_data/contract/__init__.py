"""What a package of case data may hold: the contract as data, codes with their words, money, how a fault is told."""
