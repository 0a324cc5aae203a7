# Amounts and the rows of credit tables.

fee-named = { $fee } fee
fee-monthly = monthly fee
fee-quarterly = quarterly fee
fee-yearly = yearly fee
share-of-fee-named = { $share } of the { $fee } fee
share-of-fee-monthly = { $share } of the monthly fee
share-of-fee-quarterly = { $share } of the quarterly fee
share-of-fee-yearly = { $share } of the yearly fee
amount-for-each = { $amount } for each { $thing }
amount-for-each-ticket = { $amount } for each { -ticket }
amount-once-per-period = { $amount }, at most once per { $period }
tier-otherwise = in all other cases
tier-exactly = exactly { $value }
tier-any = any value
tiers-strictest = Where several rows fit, the strictest of them applies.
credits-of-none = No { -service-credit } is agreed for { $promises }.
credit-for-miss = When it is missed, the { -service-credit } is { $amount }.
bonus-for-met = When it is met, the { -bonus } is { $amount }.
credit-doubled-after = The { -service-credit } is doubled when the { -service-level } is missed for { $window } in a row.
credit-back-after = The { -service-credit } is returned to the { -provider } when the { -service-level } is afterwards met for { $window } in a row.
credit-each-cell = It is computed for every row and column of the table by itself.
credit-minimum = A { -service-credit } of less than { $minimum } is not granted.
credit-common = Combination and limits
