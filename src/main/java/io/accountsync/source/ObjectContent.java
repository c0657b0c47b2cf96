package io.accountsync.source;

import java.io.InputStream;
import org.apache.camel.Exchange;

/** An object of a store such as S3: one state of it is read, and its length is in a header where the component knows it. */
final class ObjectContent extends BodyContent {
    private static final String S3_LENGTH = "CamelAwsS3ContentLength";

    private final Long length;

    ObjectContent(Exchange exchange, String name, InputStream bytes) {
        super(name, bytes);
        this.length = exchange.getMessage().getHeader(S3_LENGTH, Long.class);
    }

    @Override
    public void requireWhole(boolean showsItsEnd) {
        if (length != null && length != count()) {
            throw cut(length);
        }
    }
}
