package io.accountsync.localorg.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET limits}: what the org may still do in these 24 hours. */
final class LimitsResource {

    private final ApiUsage usage;

    LimitsResource(ApiUsage usage) {
        this.usage = usage;
    }

    RestAnswer read(RestRequest request) {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("DailyApiRequests", of(usage.limit(), usage.limit() - usage.used()));
        limits.put("DailyBulkApiBatches", of(15_000, 15_000));
        limits.put("DailyBulkV2QueryJobs", of(10_000, 10_000));
        limits.put("DailyBulkV2QueryFileStorageMB", of(976_562, 976_562));
        limits.put("DataStorageMB", of(5, 5));
        limits.put("FileStorageMB", of(20, 20));
        return RestAnswer.json(200, Json.write(limits));
    }

    private static Map<String, Object> of(int max, int remaining) {
        Map<String, Object> limit = new LinkedHashMap<>();
        limit.put("Max", max);
        limit.put("Remaining", remaining);
        return limit;
    }
}
