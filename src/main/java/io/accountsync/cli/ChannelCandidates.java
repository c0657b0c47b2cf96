package io.accountsync.cli;

import io.accountsync.alert.AlertChannel;
import java.util.Iterator;

/** The channels of alerts as they are written, for the completion of a shell. */
final class ChannelCandidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return AlertChannel.words().iterator();
    }
}
