package io.accountsync.salesforce;

/** Whoever wants to know of each request to Salesforce. Called by the threads that make requests and read answers: must be quick. */
public interface CallListener {
    /** Wants to know nothing. */
    CallListener NONE = () -> Call.UNHEARD;

    /** One request. */
    interface Call {
        /** Of which nobody wants to know. */
        Call UNHEARD = new Call() {
            @Override
            public void begun(String name) {}

            @Override
            public void ended(int status) {}
        };

        /** It leaves. */
        void begun(String name);

        /**
         * It is over.
         *
         * @param status of HTTP; 0 where there was no answer
         */
        void ended(int status);
    }

    /** This thread makes a request. */
    Call making();
}
