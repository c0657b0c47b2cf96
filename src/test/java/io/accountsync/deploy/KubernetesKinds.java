package io.accountsync.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads manifests of Kubernetes' own kinds and of the Prometheus operator into fabric8's model, and knows no mercy. */
final class KubernetesKinds {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = List.of(
                    ConfigMap.class,
                    CronJob.class,
                    io.fabric8.kubernetes.api.model.apps.Deployment.class,
                    NetworkPolicy.class,
                    PersistentVolumeClaim.class,
                    PodDisruptionBudget.class,
                    PrometheusRule.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    ServiceMonitor.class,
                    StatefulSet.class)
            .stream()
            .collect(Collectors.toMap(HasMetadata::getKind, Function.identity()));

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new UnknownFieldsAreMistakes());

    private KubernetesKinds() {}

    static boolean know(Manifest manifest) {
        return KINDS.containsKey(manifest.kind());
    }

    /** What is wrong with a manifest of a known kind: the place of the first field that Kubernetes does not know. */
    static Optional<String> mistake(Manifest manifest) {
        Class<? extends HasMetadata> kind = KINDS.get(manifest.kind());
        String version = manifest.at("/apiVersion").asText();
        if (!version.equals(HasMetadata.getApiVersion(kind))) {
            return Optional.of("apiVersion " + version + " is not " + HasMetadata.getApiVersion(kind));
        }
        try {
            STRICT.treeToValue(manifest.content(), kind);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The model keeps what it does not know in a map, as a client should; a check should not. */
    private static final class UnknownFieldsAreMistakes extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
