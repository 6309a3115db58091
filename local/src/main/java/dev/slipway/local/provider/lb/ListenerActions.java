package dev.slipway.local.provider.lb;

import com.pulumi.aws.lb.inputs.ListenerDefaultActionFixedResponseArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionRedirectArgs;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;

/** Actions of listeners and rules, in Pulumi's form and AWS's. */
final class ListenerActions {
    private ListenerActions() {}

    static List<Action> write(List<PropertyMap> actions) {
        List<Action> written = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            PropertyMap action = actions.get(i)
                    .with("order", actions.get(i).has("order") ? actions.get(i).get("order") : i + 1)
                    .renamed("redirect", "redirectConfig")
                    .renamed("fixedResponse", "fixedResponseConfig")
                    .mapObject("forward", ListenerActions::writeForward)
                    .renamed("forward", "forwardConfig");
            written.add(Shapes.write(action, Action.builder()).build());
        }
        return written;
    }

    static List<PropertyMap> read(List<Action> actions) {
        return actions.stream().map(ListenerActions::read).toList();
    }

    private static PropertyMap read(Action action) {
        PropertyMap state =
                PropertyMap.EMPTY.with("type", action.typeAsString()).with("order", action.order());
        if (action.redirectConfig() != null) {
            state = state.with(
                    "redirect", Shapes.read(action.redirectConfig(), ListenerDefaultActionRedirectArgs.class));
        }
        if (action.fixedResponseConfig() != null) {
            state = state.with(
                    "fixedResponse",
                    Shapes.read(action.fixedResponseConfig(), ListenerDefaultActionFixedResponseArgs.class));
        }
        ForwardActionConfig forward = action.forwardConfig();
        // AWS gives a plain target group in both forms; a program has it in one.
        boolean plain = action.targetGroupArn() != null
                && (forward == null || forward.targetGroups().size() <= 1);
        if (plain) {
            return state.with("targetGroupArn", action.targetGroupArn());
        }
        if (forward == null) {
            return state;
        }
        List<PropertyMap> groups = forward.targetGroups().stream()
                .map(group ->
                        PropertyMap.EMPTY.with("arn", group.targetGroupArn()).with("weight", group.weight()))
                .toList();
        return state.with("forward", PropertyMap.EMPTY.with("targetGroups", groups));
    }

    private static PropertyMap writeForward(PropertyMap forward) {
        return forward.mapObjects("targetGroups", group -> group.renamed("arn", "targetGroupArn"))
                .mapObject("stickiness", stickiness -> stickiness.renamed("duration", "durationSeconds"))
                .renamed("stickiness", "targetGroupStickinessConfig");
    }
}
