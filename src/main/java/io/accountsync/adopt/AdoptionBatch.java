package io.accountsync.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.adopt.AdoptionRun.Refusal;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.calls.Backoff;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.send.CollectionsAnswer;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.salesforce.Org;
import io.accountsync.state.LinkFile.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;

/**
 * Up to 200 records that are to get, or to lose, their External ID. Before each call, and so before each repeat, the org is
 * asked what they have: only a record that has none gets one, and only one that still has ours loses it. Used by one thread
 * at a time.
 */
public final class AdoptionBatch {
    private final AdoptionRun linking;
    private final Calls calls;
    private final Run run;
    private final Org org;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<Link> done = new ArrayList<>();
    private final List<Link> already = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private Part current;

    /** Records that go into one call. */
    private record Part(List<Link> links, int tries) {
        Part again(List<Link> some) {
            return new Part(some, tries + 1);
        }

        List<Part> halves() {
            int middle = links.size() / 2;
            return List.of(
                    new Part(links.subList(0, middle), tries), new Part(links.subList(middle, links.size()), tries));
        }
    }

    AdoptionBatch(AdoptionRun linking, List<Link> links) {
        this.linking = linking;
        this.calls = linking.calls();
        this.run = linking.run();
        this.org = linking.org();
        parts.add(new Part(List.copyOf(links), 0));
    }

    AdoptionRun linking() {
        return linking;
    }

    /** Looks for what is left to write; false when nothing is, or the run stops. Else a place in flight is taken. */
    boolean hasNextCall() {
        while (!parts.isEmpty()) {
            if (parts.peek().tries() > 0) {
                run.pause(
                        Backoff.delay(run.settings().retryDelay(), parts.peek().tries()));
            }
            calls.allowance().refusal().ifPresent(run::stop);
            if (!calls.gate().enter(run::isStopping)) {
                return false;
            }
            current = parts.remove();
            try {
                List<Link> due = look(current.links());
                if (!due.isEmpty()) {
                    current = new Part(due, current.tries());
                    linking.note(due);
                    run.called(1);
                    return true;
                }
                calls.gate().leave();
            } catch (SalesforceException e) {
                if (Failures.isLoginRefused(e)) {
                    run.refuseLogin();
                }
                judge(CallError.ofRequest(e));
            }
        }
        return false;
    }

    /** The records of the call. */
    List<Link> records() {
        return current.links();
    }

    /** Judges the answer to a call, record by record. */
    void judge(Object answer) {
        Part part = current;
        Optional<List<SaveSObjectResult>> results =
                CollectionsAnswer.read(answer, part.links().size(), SaveSObjectResult.class);
        if (results.isEmpty()) {
            judge(CallError.malformed("a result for each of " + part.links().size() + " records"));
            return;
        }
        calls.gate().leave();
        List<Link> retry = new ArrayList<>();
        for (int i = 0; i < part.links().size(); i++) {
            Link link = part.links().get(i);
            SaveSObjectResult result = results.get().get(i);
            if (Boolean.TRUE.equals(result.getSuccess())) {
                done.add(link);
                continue;
            }
            CallError error = CallError.ofRecord(result.getErrors());
            ErrorAction errorClass = calls.errorRules().ofRecord(error);
            if (errorClass == ErrorAction.STOP) {
                run.stop("Salesforce refused a record for a reason that holds for all: " + error.explained());
            } else if (mayPass(errorClass) && part.tries() < run.settings().retries()) {
                retry.add(link);
            } else {
                refusals.add(new Refusal(link, error.code(), error.message()));
            }
        }
        if (!retry.isEmpty()) {
            parts.addAll(retry.size() > 1 ? part.again(retry).halves() : List.of(part.again(retry)));
        }
    }

    /** Judges a call that failed as a whole, be it the question or the writing. */
    void judge(CallError error) {
        Part part = current;
        calls.gate().leave();
        calls.gate().answered(error.isCrowding());
        ErrorAction errorClass = calls.errorRules().ofRequest(error);
        if (errorClass == ErrorAction.STOP) {
            run.stop("Salesforce refused the call: " + error.explained());
        } else if (errorClass != ErrorAction.RETRY && part.links().size() > 1) {
            parts.addAll(part.halves());
        } else if (mayPass(errorClass) && part.tries() < run.settings().retries()) {
            parts.add(part.again(part.links()));
        } else if (errorClass == ErrorAction.RETRY) {
            run.stop("Salesforce did not take a call in " + (part.tries() + 1) + " tries: " + error.explained());
        } else {
            part.links().forEach(link -> refusals.add(new Refusal(link, error.code(), error.message())));
        }
    }

    /** Hands over what became of the records so far; those that the run left out are in none of the lists. */
    void record() {
        linking.record(done, already, refusals);
    }

    private static boolean mayPass(ErrorAction errorClass) {
        return errorClass == ErrorAction.RETRY || errorClass == ErrorAction.SPLIT;
    }

    /** Asks for the External IDs of the records, and leaves those that are to be written. */
    private List<Link> look(List<Link> links) throws SalesforceException {
        SyncTarget target = linking.target();
        run.called(1);
        JsonNode records = org.query("SELECT Id, " + target.keyField() + " FROM " + target.object() + " WHERE Id IN ("
                        + links.stream().map(link -> "'" + link.id() + "'").collect(Collectors.joining(", ")) + ")")
                .path("records");
        Map<String, JsonNode> found = new HashMap<>();
        records.forEach(record -> found.put(Link.telling(record.path("Id").asText()), record.path(target.keyField())));
        List<Link> due = new ArrayList<>();
        for (Link link : links) {
            JsonNode value = found.get(link.telling());
            if (value == null) {
                refusals.add(new Refusal(link, "NOT_FOUND", "there is no such record any more"));
                continue;
            }
            boolean empty =
                    value.isNull() || value.isMissingNode() || value.asText().isBlank();
            boolean ours = !empty && link.key().equals(target.mapper().keyOf(value.asText()));
            if (linking.undo() ? empty : ours) {
                already.add(link);
            } else if (linking.undo() ? ours : empty) {
                due.add(link);
            } else {
                refusals.add(new Refusal(link, "OTHER_EXTERNAL_ID", "the record has another External ID by now"));
            }
        }
        return due;
    }
}
