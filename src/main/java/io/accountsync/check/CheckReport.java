package io.accountsync.check;

import io.accountsync.config.Finding;
import io.accountsync.salesforce.ApiUsage;
import io.accountsync.salesforce.OrgIdentity;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a check found.
 *
 * @param syncs that were checked
 * @param org null when it was not reached
 * @param apiVersion that is asked for
 * @param usage of the org's API calls in the last 24 hours; null when the org did not say
 * @param references what the reference fields of each sync go by, a line each
 * @param findings all of them, errors first; in order once others were added
 */
public record CheckReport(
        List<String> syncs,
        OrgIdentity org,
        String apiVersion,
        ApiUsage.Reading usage,
        List<String> references,
        List<Finding> findings) {

    /** What a run does that goes through its rows to the end, and none of them can be mapped. */
    static final String SEND_NOTHING = "send nothing";

    /** As somebody works through them: errors first, then file by file from the top down. */
    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::level).thenComparing(Finding::place).thenComparing(Finding::line);

    /** The same with these findings, too, in order. */
    public CheckReport with(List<Finding> others) {
        List<Finding> all = Stream.concat(others.stream(), findings.stream())
                .distinct()
                .sorted(ORDER)
                .toList();
        return new CheckReport(syncs, org, apiVersion, usage, references, all);
    }

    /** The same, with the findings as they count for one sync. */
    public CheckReport weighed(UnaryOperator<Finding> weight) {
        List<Finding> weighed = findings.stream().map(weight).toList();
        return new CheckReport(syncs, org, apiVersion, usage, references, weighed).with(List.of());
    }

    /** The same with what another check of other files found. */
    public CheckReport with(CheckReport other) {
        return new CheckReport(
                        Stream.concat(syncs.stream(), other.syncs.stream())
                                .distinct()
                                .toList(),
                        org == null ? other.org : org,
                        apiVersion,
                        usage == null ? other.usage : usage,
                        Stream.concat(references.stream(), other.references.stream())
                                .distinct()
                                .toList(),
                        findings)
                .with(other.findings);
    }

    /** How many findings keep a run from sending. */
    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    /** How many do not. */
    public long warnings() {
        return findings.size() - errors();
    }

    /** Whether a run would be refused; else it would go through, at best without a record. */
    public boolean isRefusal() {
        return findings.stream()
                .anyMatch(finding -> finding.isError() && !finding.message().contains(SEND_NOTHING));
    }

    /** 2 when a run would be refused or send nothing, else 0: warnings alone do not count. */
    public int exitCode() {
        return errors() > 0 ? 2 : 0;
    }
}
