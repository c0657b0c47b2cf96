package io.accountsync.run.stream;

import io.accountsync.run.steps.Engine;
import io.accountsync.run.steps.StreamRun;
import io.accountsync.state.RunRecord;
import io.accountsync.state.SessionLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether rows of a stream can come at all. The state gets a session for rows that cannot come, so that whoever looks at the state alone
 * learns of it, and one when they can: a session that takes rows begins with the first of them, which may be days later. Safe for several
 * threads.
 */
final class Feeds {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

    private final Engine engine;
    private final String sync;
    private final Pause pause;

    Feeds(Engine engine, String sync, Pause pause) {
        this.engine = engine;
        this.sync = sync;
        this.pause = pause;
    }

    /** They cannot come from there. */
    void fails(String from, String reason) {
        if (pause.feedFails(from, reason)) {
            session(new StreamException(reason));
        }
    }

    /** They can come from there. */
    void isWell(String from) {
        if (isLastOf(from) || pause.isFailing(from)) {
            session(null);
            pause.feedIsWell(from);
        }
    }

    /** Whether the last session says that none can come from there, as a process has said that ended since. */
    private boolean isLastOf(String from) {
        try {
            return new SessionLog(engine.database())
                    .last(sync)
                    .filter(last -> last.status().equals("FAILED"))
                    .map(RunRecord::message)
                    .filter(message -> message.contains(from + ":"))
                    .isPresent();
        } catch (RuntimeException e) {
            LOG.debug("The last session of {} is not known", sync, e);
            return false;
        }
    }

    private void session(StreamException error) {
        try {
            StreamRun.begin(engine, sync, false).end(error);
        } catch (RuntimeException e) {
            // The log and readiness have it, and whoever needs the state says that it is away.
            LOG.debug("What became of the stream of {} could not be written", sync, e);
        }
    }
}
