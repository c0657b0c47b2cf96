package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.state.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/examples/objects as it is: Accounts, then Contacts, then a custom object, each with lookups to those before. */
class ObjectsExampleTest {
    @TempDir
    private Path directory;

    @Test
    void threeObjectsFromOnePostgresDatabaseInOneCommand() {
        String source = TestPostgres.shared().newDatabase();
        ObjectsExample.fill(source);
        ObjectsExample.execute(source, "update companies set name = 'Nowak Sp. z o.o.' where company_id = 'K3'");
        try (LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
                .withObject(ObjectsExample.SUBSCRIPTIONS)
                .build())) {
            Jar.Ended all = new InProcess()
                    .at(org)
                    .with("source.url", source)
                    .with("state.directory", directory.toString())
                    .run("run", "--all", "--routes", "docs/examples/objects");

            assertThat(all.err()).isEmpty();
            assertThat(all.exitCode()).isZero();
            assertThat(all.out()).endsWith("SUCCEEDED  3 syncs: 3 SUCCEEDED\n");
            Map<Object, Object> accounts = keysOf(org, "Account", "Customer_Id__c");
            Map<Object, Object> contacts = keysOf(org, "Contact", "Contact_Id__c");
            assertThat(pairs(
                            org,
                            "Contact",
                            contact -> contact.get("Contact_Id__c"),
                            contact -> accounts.get(contact.get("AccountId"))))
                    .isEqualTo(Map.of("P1", "K1", "P2", "K1", "P3", "K2", "P4", "K3", "P5", "K4"));
            assertThat(pairs(
                            org,
                            "Subscription__c",
                            subscription -> subscription.get("Subscription_Id__c"),
                            subscription -> accounts.get(subscription.get("Account__c")) + " "
                                    + contacts.get(subscription.get("Contact__c")) + " "
                                    + subscription.get("Starts_On__c")))
                    .isEqualTo(Map.of(
                            "S1", "K1 P1 2026-12-01",
                            "S2", "K1 null 2027-01-01",
                            "S3", "K2 P3 2026-11-15",
                            "S4", "K3 P4 2026-12-01"));
        }
    }

    @Test
    void theDemonstrationShowsTheSameTwice() {
        StringWriter text = new StringWriter();

        int exitCode = ObjectsDemo.show(new PrintWriter(text));

        assertThat(exitCode).isZero();
        assertThat(text.toString())
                .contains("PARTIAL  3 syncs: 3 PARTIAL", "SUCCEEDED  3 syncs: 3 SUCCEEDED")
                .contains("   Nowak Sp. z o.o. (Gdańsk)\n     Contact       Nowak\n     Subscription  Gateway, 3");
    }

    private static Map<Object, Object> keysOf(LocalOrg org, String object, String externalId) {
        return pairs(org, object, record -> record.get("Id"), record -> record.get(externalId));
    }

    private static Map<Object, Object> pairs(
            LocalOrg org,
            String object,
            Function<Map<String, Object>, Object> key,
            Function<Map<String, Object>, Object> value) {
        return org.records(object).stream().collect(Collectors.toMap(key, value));
    }
}
