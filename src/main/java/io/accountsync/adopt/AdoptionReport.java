package io.accountsync.adopt;

import io.accountsync.run.RunStatus;
import io.accountsync.salesforce.OrgIdentity;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code adopt --apply} or {@code adopt --undo} did.
 *
 * @param status {@code SUCCEEDED} when all was done, {@code PARTIAL} when some was refused
 * @param undo whether External IDs were taken away again
 * @param links how many the file asks for
 * @param written how many were written now
 * @param before how many had been before
 * @param refused how many were not written, by reason
 * @param unsent how many are left, since the run ended before their turn
 * @param undecided rows that no run creates until a person decides
 * @param calls that were made to the org
 * @param undoFile what takes it back; null when nothing was written that could be
 * @param refusedFile what was refused, line by line; null when nothing was
 * @param message why it failed or stopped; null when it did not
 */
public record AdoptionReport(
        RunStatus status,
        int exitCode,
        OrgIdentity org,
        String object,
        String externalId,
        boolean undo,
        long links,
        long written,
        long before,
        Map<String, Long> refused,
        long unsent,
        long undecided,
        long calls,
        Path undoFile,
        Path refusedFile,
        String message) {}
