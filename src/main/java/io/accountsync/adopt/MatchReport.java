package io.accountsync.adopt;

import io.accountsync.run.compare.NamedInvalidRow;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.MatchFile.Status;
import java.util.List;
import java.util.Map;

/**
 * What {@code adopt} found out about the org's records without External ID.
 *
 * @param rules as they were understood
 * @param rows how many rows were read
 * @param invalid how many of them could not be mapped, and were left out
 * @param invalidRows the first {@value io.accountsync.run.compare.NamedInvalidRows#MOST} of these
 * @param counts records of the org by what became of them
 * @param undecided rows that no run creates until a person decides
 * @param calls that were made to the org
 * @param notes what else a person wants to know of the rows
 */
public record MatchReport(
        OrgIdentity org,
        String object,
        String externalId,
        List<String> rules,
        long rows,
        long invalid,
        List<NamedInvalidRow> invalidRows,
        Map<Status, Long> counts,
        long undecided,
        int calls,
        List<String> notes) {}
