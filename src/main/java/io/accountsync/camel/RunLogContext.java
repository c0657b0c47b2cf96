package io.accountsync.camel;

import io.accountsync.config.LogContext;
import io.accountsync.run.Run;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Lets the lines of the log say which sync and run a step is for, on whichever thread it happens: that of the schedule, one of those
 * that send, one on which an answer of Salesforce came.
 */
final class RunLogContext implements InterceptStrategy {
    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Object run = exchange.getVariable("run");
                Object sync = exchange.getVariable("sync");
                if (run instanceof Run known) {
                    try (LogContext.Before before = LogContext.about(known.name(), known.id())) {
                        return super.process(exchange, callback);
                    }
                }
                if (sync instanceof String name) {
                    try (LogContext.Before before = LogContext.about(name, null)) {
                        return super.process(exchange, callback);
                    }
                }
                return super.process(exchange, callback);
            }
        };
    }
}
