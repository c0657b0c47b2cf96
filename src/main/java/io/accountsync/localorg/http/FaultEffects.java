package io.accountsync.localorg.http;

import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultAction.AnswerWith;
import io.accountsync.localorg.fault.FaultAction.DropConnection;
import io.accountsync.localorg.fault.FaultAction.ExhaustDailyLimit;
import io.accountsync.localorg.fault.FaultAction.ExpireSessions;
import io.accountsync.localorg.fault.FaultAction.LoseAnswer;
import io.accountsync.localorg.fault.FaultAction.OAuthError;
import io.accountsync.localorg.fault.FaultAction.Respond;
import io.accountsync.localorg.fault.FaultAction.ShortList;
import io.accountsync.localorg.oauth.TokenStore;
import io.accountsync.localorg.rest.ApiError;
import io.accountsync.localorg.rest.ApiUsage;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import io.accountsync.localorg.soap.SoapFaultException;
import io.accountsync.localorg.stats.CallKind;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What faults do to a call before and after it is processed. */
final class FaultEffects {

    /** The client gets no answer: its connection was closed. */
    static final RestAnswer NONE = RestAnswer.noContent(0);

    private final TokenStore tokens;
    private final ApiUsage usage;

    FaultEffects(TokenStore tokens, ApiUsage usage) {
        this.tokens = tokens;
        this.usage = usage;
    }

    /** The answer when the call must not be processed, {@link #NONE} among them; null to process it. */
    RestAnswer before(List<Fault> striking, HttpServerRequest request) {
        for (Fault fault : striking) {
            RestAnswer answer = before(fault, request);
            if (answer != null) {
                striking.forEach(Fault::wasTurnedAway);
                return answer;
            }
        }
        return null;
    }

    /** The answer to send after processing; {@link #NONE} when the connection was closed instead. */
    RestAnswer after(List<Fault> striking, RestAnswer processed, HttpServerRequest request) {
        striking.forEach(Fault::wasCarriedOut);
        RestAnswer answer = processed;
        for (Fault fault : striking) {
            FaultAction action = fault.action();
            if (action instanceof LoseAnswer) {
                request.connection().close();
                return NONE;
            }
            if (action instanceof AnswerWith with && with.processed()) {
                answer = answer(with);
            } else if (action instanceof ShortList list && answer.status() == 200) {
                answer = ShortAnswers.without(list.missing(), answer);
            }
        }
        return answer;
    }

    private RestAnswer before(Fault fault, HttpServerRequest request) {
        FaultAction action = fault.action();
        if (action instanceof ExpireSessions) {
            fault.whenRemoved(tokens.expireSessions());
        } else if (action instanceof ExhaustDailyLimit) {
            fault.whenRemoved(usage.use(usage.limit()));
        } else if (action instanceof DropConnection) {
            request.connection().close();
            return NONE;
        } else if (action instanceof AnswerWith with && !with.processed()) {
            return answer(with);
        } else if (action instanceof Respond respond && CallKind.of(request.path()) == CallKind.SOAP) {
            return SoapFaultException.of(respond.errorCode(), respond.message()).answer();
        } else if (action instanceof Respond respond) {
            ApiError error = new ApiError(respond.errorCode(), respond.message(), respond.fields());
            return RestAnswer.json(respond.status(), Json.errors(List.of(error)))
                    .withHeader("Sforce-Limit-Info", usage.header());
        } else if (action instanceof OAuthError error) {
            return RestAnswer.json(
                    400, Json.write(Map.of("error", error.error(), "error_description", error.description())));
        }
        return null;
    }

    private static RestAnswer answer(AnswerWith with) {
        return new RestAnswer(
                with.status(), with.contentType(), Map.of(), with.body().getBytes(StandardCharsets.UTF_8));
    }
}
