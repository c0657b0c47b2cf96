package io.accountsync.source.jdbc;

/** A database that account-sync does not know, whose driver is there: a fetch size is all that JDBC has to make it stream. */
final class UnknownProfile extends JdbcProfile {
    UnknownProfile() {
        super("", "a database that account-sync does not know", null);
    }

    @Override
    public boolean needsFetchSize() {
        return true;
    }
}
