package io.accountsync.cli;

import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The example of {@code docs/examples/objects}: Accounts, Contacts and a custom object from one database. Apart from the
 * commands, since the plain jar has no local org.
 */
final class ObjectsExample {
    /** The custom object that the example writes; the org of the commands {@code org} and {@code demo} has it. */
    static final ObjectSpec SUBSCRIPTIONS = ObjectSpec.custom(
            "Subscription__c",
            "a0S",
            FieldSpec.text("Subscription_Id__c", 20).unique().externalId(),
            FieldSpec.number("Seats__c", 8, 0),
            FieldSpec.date("Starts_On__c"),
            FieldSpec.lookupTo("Account", "Account__c", "Account__r"),
            FieldSpec.lookupTo("Contact", "Contact__c", "Contact__r"));

    /** Its sync files, children before their parents as their names would have it. */
    static final List<String> SYNC_FILES = List.of(
            "classpath:io/accountsync/cli/objects/accounts.camel.yaml",
            "classpath:io/accountsync/cli/objects/contacts.camel.yaml",
            "classpath:io/accountsync/cli/objects/subscriptions.camel.yaml");

    private ObjectsExample() {}

    /** Makes the tables and their rows in an empty database. */
    static void fill(String url) {
        execute(url, script().split(";\\s*\\n"));
    }

    /** Runs statements, one after the other. */
    static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of the example failed", e);
        }
    }

    private static String script() {
        try (InputStream in = ObjectsExample.class.getResourceAsStream("objects/crm.sql")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks crm.sql; build it with Maven");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("crm.sql cannot be read", e);
        }
    }
}
