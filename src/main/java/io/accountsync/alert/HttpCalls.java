package io.accountsync.alert;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;

/** Knows the HTTP call that each thread makes for a channel, so that it can be cut off from outside. Safe for several threads. */
public final class HttpCalls implements HttpClientConfigurer {
    /** The name of the bean. */
    public static final String BEAN = "syncAlertCalls";

    private final Map<Thread, Cancellable> calls = new ConcurrentHashMap<>();

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("account-sync-alert", (request, scope, chain) -> {
            if (scope.originalRequest instanceof Cancellable call) {
                calls.put(Thread.currentThread(), call);
            }
            return chain.proceed(request, scope);
        });
    }

    /** Cuts off the call of a thread, and says whether there was one. */
    boolean cancel(Thread caller) {
        Cancellable call = calls.remove(caller);
        return call != null && call.cancel();
    }

    /** The call of a thread has ended. */
    void ended(Thread caller) {
        calls.remove(caller);
    }
}
