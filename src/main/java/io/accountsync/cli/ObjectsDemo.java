package io.accountsync.cli;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.run.sync.RunMode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.util.FileUtil;

/** Three syncs in order against a local org, twice. Apart from the command, since the plain jar has no local org. */
final class ObjectsDemo {
    private ObjectsDemo() {}

    /** Shows all reports and what is in the org; returns the exit code of the second time. */
    static int show(PrintWriter out) {
        Path directory = Demo.temporaryDirectory();
        LocalOrgOptions options = LocalOrgOptions.builder()
                .withObject(ObjectsExample.SUBSCRIPTIONS)
                .build();
        try (LocalOrg org = LocalOrg.start(options)) {
            // Times are texts there, so that a timestamp parameter must be one too.
            String source = "jdbc:sqlite:" + directory.resolve("crm.db")
                    + "?date_class=TEXT&date_string_format=yyyy-MM-dd HH:mm:ss.SSS";
            ObjectsExample.fill(source);
            out.printf("A local Salesforce org listens on %s; one database has three tables.%n", org.baseUrl());
            try (CamelRuntime runtime =
                    CamelRuntime.isolated(ObjectsExample.SYNC_FILES, Demo.properties(org, source, directory))) {
                runtime.start();
                out.printf(
                        "%n1. Parents first; one company has no name, so that whoever points to it is deferred:%n%n");
                run(runtime, out);
                ObjectsExample.execute(
                        source,
                        "update companies set name = 'Nowak Sp. z o.o.', updated_at = '2026-11-10 09:00:00.000'"
                                + " where company_id = 'K3'");
                out.printf("%n2. It has one now. The next runs send that company and what waited for it:%n%n");
                AllReports second = run(runtime, out);
                out.printf("%n3. What the org has now:%n%n");
                print(out, org);
                out.flush();
                return second.exitCode();
            }
        } finally {
            FileUtil.removeDir(directory.toFile());
        }
    }

    private static AllReports run(CamelRuntime runtime, PrintWriter out) {
        AllReports reports = new AllSyncs(runtime, UnaryOperator.identity())
                .run(RunMode.INCREMENTAL, 0, report -> out.print(ReportText.of(report) + System.lineSeparator()));
        out.println(reports.text());
        return reports;
    }

    private static void print(PrintWriter out, LocalOrg org) {
        List<Map<String, Object>> contacts = org.records("Contact");
        List<Map<String, Object>> subscriptions = org.records("Subscription__c");
        for (Map<String, Object> account : org.records("Account")) {
            out.printf("   %s (%s)%n", account.get("Name"), account.get("BillingCity"));
            contacts.stream()
                    .filter(contact -> account.get("Id").equals(contact.get("AccountId")))
                    .forEach(contact -> out.printf("     Contact       %s%n", contact.get("LastName")));
            subscriptions.stream()
                    .filter(subscription -> account.get("Id").equals(subscription.get("Account__c")))
                    .forEach(subscription -> out.printf(
                            "     Subscription  %s, %s seats%n",
                            subscription.get("Name"), subscription.get("Seats__c")));
        }
    }
}
