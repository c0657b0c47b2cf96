package io.accountsync.salesforce;

/** A place in the registry for the one who listens, who may come after the HTTP client was made. */
public final class CallListeners implements CallListener {
    /** By this name the registry has it. */
    public static final String BEAN = "syncCallListeners";

    private volatile CallListener listener = NONE;

    public void set(CallListener newListener) {
        listener = newListener;
    }

    @Override
    public Call making() {
        return listener.making();
    }
}
