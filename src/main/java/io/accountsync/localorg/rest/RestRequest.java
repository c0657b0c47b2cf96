package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.SaveOptions.RecordGate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call of the data API, whoever made it: an HTTP client, or a composite call for one of its parts.
 *
 * @param method upper case, {@code _HttpMethod} already applied
 * @param version API version, 62 for v62.0
 * @param path decoded segments after the version
 * @param query decoded parameters, the first of each name
 * @param header looks a header up without regard to case, null when it was not sent
 * @param caller who is calling
 */
public record RestRequest(
        String method,
        int version,
        List<String> path,
        Map<String, String> query,
        Function<String, String> header,
        byte[] body,
        Caller caller) {

    /**
     * Who makes a call.
     *
     * @param gate refuses chosen records of the call
     * @param jobFailure asked once for a Bulk job that this call sets off: how it is to fail, null when it is not
     */
    public record Caller(String userId, RecordGate gate, Supplier<JobFailure> jobFailure) {}

    /**
     * A failure of a whole Bulk job.
     *
     * @param afterRecords records that are processed before, rounded up to a chunk of 200
     */
    public record JobFailure(String message, int afterRecords) {}

    /** {@code /services/data/v62.0}, where the resources of this call's version lie. */
    public String root() {
        return "/services/data/v" + version + ".0";
    }
}
