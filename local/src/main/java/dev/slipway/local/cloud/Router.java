package dev.slipway.local.cloud;

import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.model.OperationModel;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.signature.Authorization;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides by target header, credential scope or host name which service a request is for. */
final class Router {
    private final Collection<Dispatcher> ours;
    private final Supplier<Set<String>> ministackServices;

    Router(Collection<Dispatcher> ours, Supplier<Set<String>> ministackServices) {
        this.ours = ours;
        this.ministackServices = ministackServices;
    }

    Route route(SignedRequest request) {
        var target = request.header("x-amz-target");
        var byTarget = ours.stream()
                .filter(candidate -> targets(candidate.service().model(), target))
                .findFirst();
        if (byTarget.isPresent() && target != null) {
            return route(byTarget.get(), target.substring(target.lastIndexOf('.') + 1));
        }
        var service = scope(request).or(() -> host(request));
        if (service.isEmpty()) {
            return new Route.Ministack();
        }
        var byName = ours.stream()
                .filter(candidate -> candidate.service().model().signingName().equals(service.get()))
                .findFirst();
        if (byName.isPresent()) {
            return route(byName.get(), operation(byName.get().service().model(), request, target));
        }
        return ministackServices.get().contains(service.get())
                ? new Route.Ministack()
                : new Route.Unknown(service.get());
    }

    private static Route route(Dispatcher dispatcher, String operation) {
        return dispatcher.service().leaves(operation) ? new Route.Ministack() : new Route.Ours(dispatcher, operation);
    }

    private static boolean targets(ServiceModel model, @Nullable String target) {
        return target != null && model.targetPrefix() != null && target.startsWith(model.targetPrefix() + ".");
    }

    private static Optional<String> scope(SignedRequest request) {
        try {
            return Authorization.of(request)
                    .map(authorization -> authorization.scope().service());
        } catch (SignatureFailure unreadable) {
            // Who answers also says what is wrong with it.
            return Optional.empty();
        }
    }

    private Optional<String> host(SignedRequest request) {
        var host = request.header("host");
        var label = host == null ? "" : host.split("[.:]", 2)[0];
        return ours.stream()
                .map(dispatcher -> dispatcher.service().model().signingName())
                .filter(label::equals)
                .findFirst();
    }

    private static String operation(ServiceModel model, SignedRequest request, @Nullable String target) {
        if (target != null) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        return model.operations().values().stream()
                .filter(operation -> matches(operation.path(), request.path()))
                .map(OperationModel::name)
                .filter(name -> model.protocol().equals("rest-json"))
                .findFirst()
                .orElse(request.path());
    }

    private static boolean matches(String template, String path) {
        var brace = template.indexOf('{');
        return brace < 0 ? template.equals(path) : path.startsWith(template.substring(0, brace));
    }
}
