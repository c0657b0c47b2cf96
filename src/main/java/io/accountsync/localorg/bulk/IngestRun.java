package io.accountsync.localorg.bulk;

import io.accountsync.localorg.bulk.CsvReader.Row;
import io.accountsync.localorg.bulk.IngestJob.Results;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.data.RecordError;
import io.accountsync.localorg.data.RecordRemover;
import io.accountsync.localorg.data.RecordSaver;
import io.accountsync.localorg.data.SaveOptions;
import io.accountsync.localorg.data.SaveResult;
import io.accountsync.localorg.rest.RestRequest.Caller;
import io.accountsync.localorg.rest.RestRequest.JobFailure;
import io.accountsync.localorg.schema.SalesforceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The work of one ingest job: batches of 10,000 rows, saved in chunks of 200, each row with a result of its own. */
final class IngestRun {

    private static final int CHUNK = 200;
    private static final int BATCH = 10_000;
    private static final int FIRST_VERSION_WITH_FAILED_IDS = 53;

    private final OrgData org;
    private final RecordSaver saver;
    private final RecordRemover remover;
    private final IngestJob job;
    private final Caller caller;
    private final JobFailure failure;
    private final Clock clock;
    private final IntConsumer upserted;
    private final CsvReader rows;
    private Results results;
    private CsvColumns columns;
    private int done;

    /** @param failure how the job is to fail, null when it is not */
    IngestRun(OrgData org, IngestJob job, Caller caller, JobFailure failure, Clock clock, IntConsumer upserted) {
        this.failure = failure;
        this.org = org;
        this.saver = new RecordSaver(org);
        this.remover = new RecordRemover(org);
        this.job = job;
        this.caller = caller;
        this.clock = clock;
        this.upserted = upserted;
        this.rows = new CsvReader(job.uploaded(), job.order().dialect());
    }

    /** Works on the next 10,000 rows; answers whether there may be more. Without more the job is over. */
    boolean step() {
        try {
            if (results == null) {
                begin();
            }
            boolean more = batch();
            if (!more) {
                end(JobState.JOB_COMPLETE, null);
            }
            return more;
        } catch (JobFailedException e) {
            end(JobState.FAILED, e.getMessage());
            return false;
        }
    }

    private void begin() {
        prepare(List.of());
        job.begin(clock.millis());
        Row header = rows.next();
        if (header != null) {
            prepare(header.cells());
            columns = new CsvColumns(org.schema(), job.order().type(), header.cells());
            if (job.order().operation().equals("delete")) {
                columns.requireIdsOnly("delete");
            }
        }
    }

    private void prepare(List<String> header) {
        CsvDialect dialect = job.order().dialect();
        results = new Results(
                new ResultFile(dialect, prefixed(header, "sf__Id", "sf__Created")),
                new ResultFile(dialect, prefixed(header, "sf__Id", "sf__Error")),
                new ResultFile(dialect, header));
    }

    private boolean batch() {
        int end = done + BATCH;
        while (done < end) {
            List<Row> chunk = chunk();
            if (chunk.isEmpty() || job.state() == JobState.ABORTED) {
                leave(chunk);
                return false;
            }
            if (failure != null && done >= failure.afterRecords()) {
                leave(chunk);
                throw new JobFailedException(failure.message());
            }
            save(chunk);
            done += chunk.size();
        }
        return true;
    }

    private List<Row> chunk() {
        List<Row> chunk = new ArrayList<>(CHUNK);
        while (chunk.size() < CHUNK) {
            Row row = rows.next();
            if (row == null) {
                break;
            }
            chunk.add(row);
        }
        return chunk;
    }

    private void end(JobState state, String message) {
        try {
            for (List<Row> chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                leave(chunk);
            }
        } catch (JobFailedException e) {
            // What comes after a wrong line ending cannot be split into rows.
            leave(List.of());
        }
        job.end(state, message, results);
    }

    private void leave(List<Row> chunk) {
        chunk.forEach(row -> results.unprocessed().add(row.cells()));
        results.unprocessed().endChunk();
    }

    private void save(List<Row> chunk) {
        List<RecordDraft> drafts = new ArrayList<>(chunk.size());
        for (Row row : chunk) {
            RecordDraft draft = columns.draft(row.cells());
            if (row.problem() != null) {
                draft.problem(RecordError.of("INVALID_CSV", row.problem()));
            }
            drafts.add(draft);
        }
        List<SaveResult> saved = carryOut(drafts);
        int failed = 0;
        for (int i = 0; i < chunk.size(); i++) {
            failed += saved.get(i).success() ? 0 : 1;
            add(chunk.get(i), saved.get(i));
        }
        results.successful().endChunk();
        results.failed().endChunk();
        job.progressed(chunk.size(), failed, clock.millis());
    }

    private List<SaveResult> carryOut(List<RecordDraft> drafts) {
        SaveOptions options = new SaveOptions(caller.userId(), false, false, caller.gate());
        return switch (job.order().operation()) {
            case "insert" -> saver.insert(drafts, options);
            case "update" -> saver.update(drafts, options);
            case "upsert" -> {
                List<SaveResult> saved = saver.upsert(drafts, job.order().key(), options);
                upserted.accept((int) saved.stream().filter(SaveResult::success).count());
                yield saved;
            }
            default -> drafts.stream().map(draft -> delete(draft, options)).toList();
        };
    }

    private SaveResult delete(RecordDraft draft, SaveOptions options) {
        String sent = draft.id() == null ? "" : draft.id();
        if (!draft.problems().isEmpty()) {
            return SaveResult.refused(null, draft.problems());
        }
        boolean ofAnother = SalesforceId.parse(sent)
                .filter(id -> !id.startsWith(draft.type().keyPrefix()))
                .isPresent();
        return ofAnother
                ? SaveResult.refused(null, List.of(RecordError.of("MALFORMED_ID", "malformed id " + sent)))
                : remover.delete(List.of(sent), options).get(0);
    }

    private void add(Row row, SaveResult result) {
        if (result.success()) {
            results.successful().add(prefixed(row.cells(), result.id(), String.valueOf(result.created())));
            return;
        }
        boolean known = result.id() != null && job.order().version() >= FIRST_VERSION_WITH_FAILED_IDS;
        results.failed().add(prefixed(row.cells(), known ? result.id() : "", error(result)));
    }

    /** {@code CODE:message:Field --}, and {@code CODE:message:--} for an error without fields. */
    private static String error(SaveResult result) {
        List<String> errors = new ArrayList<>();
        for (RecordError error : result.errors()) {
            String fields = error.fields().isEmpty() ? "" : String.join(" ", error.fields()) + " ";
            errors.add(error.statusCode() + ":" + error.message() + ":" + fields + "--");
        }
        return String.join(";", errors);
    }

    private static List<String> prefixed(List<String> cells, String first, String second) {
        List<String> all = new ArrayList<>(cells.size() + 2);
        all.add(first);
        all.add(second);
        all.addAll(cells);
        return all;
    }
}
