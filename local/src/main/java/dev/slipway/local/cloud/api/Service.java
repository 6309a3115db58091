package dev.slipway.local.cloud.api;

import dev.slipway.local.cloud.model.ServiceModel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A service of ours: its model and the operations that it has. */
public final class Service {
    private final ServiceModel model;
    private final Map<String, Operation> operations;
    private final String lacks;
    private final boolean leavesOthers;
    private final String brokenRule;

    private Service(Builder builder) {
        this.model = builder.model;
        this.operations = Map.copyOf(builder.operations);
        this.lacks = builder.lacks;
        this.leavesOthers = builder.leavesOthers;
        this.brokenRule = builder.brokenRule;
    }

    /**
     * Starts a service.
     *
     * @param model its model
     * @param lacks why it does not have the other operations of the model, as in "it does not run pipelines yet"
     */
    public static Builder of(ServiceModel model, String lacks) {
        return new Builder(model, lacks);
    }

    /** The service's model. */
    public ServiceModel model() {
        return model;
    }

    /** The operation of this name, if the service has it. */
    public Optional<Operation> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** The names of the operations that the service has. */
    public Set<String> operationNames() {
        return operations.keySet();
    }

    /** Why the service does not have the other operations of its model. */
    public String lacks() {
        return lacks;
    }

    /** Whether ministack answers this operation. */
    public boolean leaves(String operation) {
        return leavesOthers && !operations.containsKey(operation);
    }

    /** The error code of a request that breaks a rule of the model for which no error of its own is declared. */
    String brokenRule() {
        return brokenRule;
    }

    /** Collects operations. */
    public static final class Builder {
        private final ServiceModel model;
        private final String lacks;
        private final Map<String, Operation> operations = new TreeMap<>();
        private boolean leavesOthers;
        private String brokenRule = "ValidationException";

        private Builder(ServiceModel model, String lacks) {
            this.model = model;
            this.lacks = lacks;
        }

        /** Adds an operation; its name must be one of the model's. */
        public Builder operation(String name, Operation operation) {
            if (model.operation(name).isEmpty()) {
                throw new IllegalArgumentException(
                        "the model of %s has no operation %s".formatted(model.service(), name));
            }
            if (operations.put(name, operation) != null) {
                throw new IllegalArgumentException("%s has the operation %s twice".formatted(model.service(), name));
            }
            return this;
        }

        /** Leaves the other operations of the model to ministack. */
        public Builder leavingOthersToMinistack() {
            leavesOthers = true;
            return this;
        }

        /** Answers with this error, not with ValidationException, when a request breaks a rule of the model. */
        public Builder brokenRulesAre(String code) {
            brokenRule = code;
            return this;
        }

        /** The service. */
        public Service build() {
            return new Service(this);
        }
    }
}
