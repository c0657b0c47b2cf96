package io.accountsync.check;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.ReferenceField;
import io.accountsync.mapping.match.MatchRules;
import io.accountsync.run.Failures;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.CachedDescribes;
import io.accountsync.run.calls.OrgIdentityCheck;
import io.accountsync.run.sync.EagerRules;
import io.accountsync.run.sync.SourceRoute;
import io.accountsync.run.sync.Sync;
import io.accountsync.run.sync.Syncs;
import io.accountsync.salesforce.ApiUsage;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.StateException;
import io.accountsync.state.SyncCursors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Looks at all that a run needs, by the rules that a run goes by, and goes on where a run would stop. Writes nothing. */
final class SyncCheck {
    private static final String ORG = "salesforce";

    /** Of the day's calls; when fewer are left, a run may not get to its end. */
    private static final double FEW_CALLS = 0.2;

    /** The newest of the versions that Salesforce has announced to retire, in Summer '28. */
    private static final double LAST_DEPRECATED = 40;

    private final CamelContext context;
    private final Clock clock;
    private final Settings settings;
    private final Org org;
    private final CachedDescribes view;
    private final int sample;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final List<String> references = new ArrayList<>();
    private final List<Exception> sourceFailures = new ArrayList<>();
    private SalesforceException failure;

    /** @param sample how many rows of each source are tried out */
    SyncCheck(CamelContext context, Clock clock, int sample) {
        this.sample = sample;
        this.context = context;
        this.clock = clock;
        this.settings = Settings.of(context);
        this.org = new Org(context);
        this.view = new CachedDescribes(org);
    }

    /** Checks these syncs. */
    CheckReport check(Syncs syncs, List<String> names) {
        findings.addAll(syncs.ofKeys());
        findings.addAll(DatabaseCheck.examine(settings));
        Optional<OrgIdentity> identity = identity();
        identity.ifPresent(this::examineOrg);
        for (String name : names) {
            findings.addAll(syncs.besidesMapping(name));
            syncs.all().stream()
                    .filter(sync -> sync.name().equals(name))
                    .forEach(sync -> examine(sync, syncs.ofQuery(sync.name()), identity));
        }
        return new CheckReport(
                names,
                identity.orElse(null),
                asked(org::apiVersion, settings.required("salesforce.api-version")),
                asked(() -> org.usage().orElse(null), null),
                references,
                findings.stream().sorted(Comparator.comparing(Finding::level)).toList());
    }

    private Optional<OrgIdentity> identity() {
        try {
            return Optional.of(org.identity());
        } catch (SalesforceException e) {
            callFailed(e);
            return Optional.empty();
        } catch (ConfigurationException e) {
            findings.add(Finding.error(ORG, null, Failures.describe(e)));
            return Optional.empty();
        }
    }

    /** Without credentials there is nobody to ask; the first call has said which are missing. */
    private static <T> T asked(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (ConfigurationException e) {
            return otherwise;
        }
    }

    private void sourceFailed(Exception e) {
        if (!Failures.isConfiguration(e)) {
            sourceFailures.add(e);
        }
    }

    private void callFailed(SalesforceException e) {
        if (failure == null) {
            failure = e;
        }
        findings.add(Finding.error(ORG, null, Failures.describe(e)));
    }

    /** The first call that failed, which is nobody's mistake in a file; empty when all were answered. */
    Optional<SalesforceException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Why the source could not be read, in the order of what was asked; mistakes in a file are none of these. */
    List<Exception> sourceFailures() {
        return sourceFailures;
    }

    private void examineOrg(OrgIdentity identity) {
        guarded(ORG, () -> OrgIdentityCheck.requireExpected(identity, settings));
        org.usage().ifPresent(this::examineUsage);
        String version = org.apiVersion();
        if (Double.parseDouble(version) <= LAST_DEPRECATED) {
            findings.add(Finding.warning(
                    ORG,
                    "salesforce.api-version",
                    "is " + version + ", which Salesforce will retire in Summer '28; set a newer one"));
        }
    }

    private void examineUsage(ApiUsage.Reading usage) {
        long left = usage.limit() - usage.used();
        if (left < usage.limit() * FEW_CALLS) {
            findings.add(Finding.warning(
                    ORG,
                    null,
                    "Only " + Math.max(0, left) + " of the org's " + usage.limit()
                            + " API calls of a day are left; calls come back over the next 24 hours"));
        }
    }

    private void examine(Sync sync, List<Finding> query, Optional<OrgIdentity> identity) {
        Optional<Binding> binding = Optional.empty();
        if (identity.isPresent()) {
            guarded("state", () -> examineState(sync, identity.get()));
            binding = bind(sync);
            binding.ifPresent(
                    bound -> bound.references().forEach((reference, constants) -> examine(sync, reference, constants)));
            binding.filter(Binding::isUsable).ifPresent(bound -> {
                examineMatch(sync, bound);
                if (SourceRoute.exists(context, sync.name())) {
                    findings.addAll(EagerRules.examine(sync, bound.mapper()));
                }
            });
        }
        findings.addAll(binding.map(Binding::findings).orElse(sync.mapping().findings()));
        if (SourceRoute.exists(context, sync.name()) || !query.isEmpty()) {
            examineSource(sync, query, binding);
        }
        findings.addAll(new ChangesCheck(context, sync).examine());
        if (sample == SourceSample.ROWS) {
            // Whoever reads all rows afterwards needs the source, and no broker.
            findings.addAll(new KafkaCheck(context, sync).examine());
        }
        guarded("state", () -> findings.addAll(RowLogCheck.examine(context, sync, clock)));
    }

    private void examineSource(Sync sync, List<Finding> query, Optional<Binding> binding) {
        SourceCheck source = new SourceCheck(context, sync);
        findings.addAll(query.isEmpty() ? source.examine(binding, sample) : query);
        GoneCheck gone = new GoneCheck(context, sync);
        findings.addAll(gone.examine(binding, sample));
        source.failure().ifPresent(this::sourceFailed);
        gone.failure().ifPresent(this::sourceFailed);
    }

    private void examine(Sync sync, ReferenceField reference, List<String> constants) {
        references.add(
                sync.name() + ", " + reference.field() + ": " + reference.explained() + "; " + reference.otherwise());
        try {
            new ReferenceCheck(org, sync.mapping().file(), reference)
                    .examine(constants).stream()
                            .map(finding -> finding.at(sync.mapping().lineOf(finding.field())))
                            .forEach(findings::add);
        } catch (SalesforceException e) {
            callFailed(e);
        }
    }

    /** No run needs the rules of {@code adopt}; but who reads "ready" should not find their mistakes later. */
    private void examineMatch(Sync sync, Binding binding) {
        if (sync.mapping().match() == null) {
            return;
        }
        try {
            view.find(sync.mapping().object())
                    .ifPresent(describe -> MatchRules.read(
                            "match",
                            sync.mapping().match(),
                            describe,
                            binding.mapper().columns()));
        } catch (ConfigurationException e) {
            findings.add(Finding.warning(sync.mapping().file(), null, e.getMessage())
                    .at(sync.mapping().lineOf("match")));
        } catch (SalesforceException e) {
            callFailed(e);
        }
    }

    private Optional<Binding> bind(Sync sync) {
        try {
            return Optional.of(sync.mapping().bind(view));
        } catch (SalesforceException e) {
            callFailed(e);
            return Optional.empty();
        }
    }

    /** A state that does not exist yet is not made for a check. */
    private void examineState(Sync sync, OrgIdentity identity) {
        if (StateDatabase.exists(settings)) {
            try (StateDatabase database = StateDatabase.open(settings, clock)) {
                new SyncCursors(database)
                        .find(sync.name())
                        .ifPresent(cursor -> OrgIdentityCheck.requireSame(sync, cursor, identity));
            }
        }
    }

    private void guarded(String place, Runnable check) {
        try {
            check.run();
        } catch (RunStoppedException | ConfigurationException | StateException e) {
            findings.add(Finding.error(place, null, e.getMessage()));
        }
    }
}
