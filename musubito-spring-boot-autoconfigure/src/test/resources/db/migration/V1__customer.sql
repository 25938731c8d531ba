-- Of the application in CoexistenceTests, where Flyway looks by default
CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR(100));
