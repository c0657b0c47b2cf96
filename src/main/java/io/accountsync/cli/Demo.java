package io.accountsync.cli;

import io.accountsync.camel.PackedRoutes;
import io.accountsync.config.Quantity;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunReport;
import io.accountsync.run.sync.RunMode;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.FileUtil;

/** Two runs of the sample sync against a local org. Apart from the command, since the plain jar has no local org. */
final class Demo {
    private static final String SYNC = "accounts";

    private Demo() {}

    /** Shows both reports and what is in the org; returns the exit code of the second run. */
    static int show(PrintWriter out) {
        Path directory = temporaryDirectory();
        try (LocalOrg org = LocalOrg.start()) {
            out.printf("A local Salesforce org listens on %s.%n", org.baseUrl());
            SampleSource source = SampleSource.create(directory.resolve("source.db"));
            out.println("The sample source has a few hundred customers, some of them in a mess.");
            try (CamelRuntime runtime =
                    CamelRuntime.isolated(PackedRoutes.syncs(), properties(org, source.url(), directory))) {
                runtime.start();
                out.printf("%n1. The first run sends every row:%n%n");
                out.print(ReportText.of(runtime.run(SYNC, RunMode.INCREMENTAL)));
                int changed = source.changeSome();
                out.printf(
                        "%n2. %s changed, among them the two that were rejected; a parent has arrived. The second run%n"
                                + "   sends only those, and the child that waited for it:%n%n",
                        Quantity.of(changed, "row"));
                RunReport second = runtime.run(SYNC, RunMode.INCREMENTAL);
                out.print(ReportText.of(second));
                out.printf("%n3. Some of the Accounts as the org has them now:%n%n");
                print(out, org);
                out.flush();
                return second.exitCode();
            }
        } finally {
            FileUtil.removeDir(directory.toFile());
        }
    }

    /** The keys of a demonstration. */
    static Map<String, String> properties(LocalOrg org, String source, Path directory) {
        return Map.of(
                "salesforce.login-url", org.baseUrl(),
                "salesforce.client-id", org.clientId(),
                "salesforce.client-secret", org.clientSecret(),
                "salesforce.refresh-token", org.refreshToken(),
                "source.url", source,
                "state.directory", directory.toString());
    }

    private static void print(PrintWriter out, LocalOrg org) {
        List<Map<String, Object>> accounts = org.records("Account");
        String format = "   %-4s %-44s %-12s %-12s %s%n";
        out.printf(format, "Key", "Name", "City", "Industry", "Parent");
        for (String key : List.of("1", "3", "6", "7", "8", "9", "10", "12", "1000", "1002")) {
            org.find("Account", "Customer_Id__c", key)
                    .ifPresent(account -> out.printf(
                            format,
                            key,
                            shortened(account.get("Name")),
                            text(account.get("BillingCity")),
                            text(account.get("Industry")),
                            nameOf(accounts, account.get("ParentId"))));
        }
        out.printf("   ... %s in all%n", Quantity.of(accounts.size(), "Account"));
    }

    private static String nameOf(List<Map<String, Object>> accounts, Object id) {
        return accounts.stream()
                .filter(account -> account.get("Id").equals(id))
                .map(account -> shortened(account.get("Name")))
                .findFirst()
                .orElse("");
    }

    private static String shortened(Object value) {
        String text = text(value);
        return text.length() <= 44 ? text : text.substring(0, 43) + "…";
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    /** A new one. */
    static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("account-sync-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
    }
}
