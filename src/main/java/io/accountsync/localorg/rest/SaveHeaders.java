package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.SaveOptions;
import java.util.Locale;

/** How a call wants its records saved, from its headers. */
final class SaveHeaders {

    private SaveHeaders() {}

    static SaveOptions read(RestRequest request, boolean allOrNone) {
        String duplicates = request.header().apply("Sforce-Duplicate-Rule-Header");
        boolean allow = duplicates != null
                && duplicates.toLowerCase(Locale.ROOT).replace(" ", "").contains("allowsave=true");
        RestRequest.Caller caller = request.caller();
        return new SaveOptions(caller.userId(), allOrNone, allow, caller.gate());
    }
}
