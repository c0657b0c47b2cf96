package io.accountsync.localorg.fault;

import io.accountsync.localorg.stats.CallKind;
import java.util.function.Supplier;

/**
 * What faults look at in a call.
 *
 * @param url path and query as sent
 * @param body read only when a fault asks for a text in it
 */
public record CallFacts(CallKind kind, String method, String path, String url, Supplier<String> body) {}
