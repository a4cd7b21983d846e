"""What random resources, queries and changes are made of."""

WORDS = [
    "ann", "Bob", "cid", "dora", "Eve", "fay", "gil", "Hal", "ÜBER", "größe", "o'neil", 'quo"te', "back\\slash",
    # The same letters twice, in other bytes.
    "Zoë", "Zoe\u0308", "a b", "comma, too", "50%", "日本", "x&y=z", "plus+", "😀",
]
MAILS = ["a@x.org", "A@x.org", "b@x.org", "c@Y.org", "d@z.net"]
TYPES = ["work", "home", "other", "WORK", "mobile", "pager", "odd"]
TEXTS = ["displayName", "nickName", "title", "userType", "preferredLanguage", "locale", "timezone"]
NAMES = ["formatted", "familyName", "givenName", "middleName", "honorificPrefix"]
LISTS = ["emails", "phoneNumbers", "ims", "entitlements", "roles"]
OFFICE = ["employeeNumber", "costCenter", "organization", "division", "department"]
