package dev.slipway.local.cloud.notifications;

import dev.slipway.local.cloud.api.RegionTable;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.store.Store;
import java.time.Clock;

/**
 * AWS CodeStar Notifications.
 *
 * @see <a href="https://docs.aws.amazon.com/codestar-notifications/latest/APIReference/Welcome.html">CodeStar
 *     Notifications API</a>
 */
public final class Notifications {
    /** The table of rules. */
    static final String RULES = "notifications.rules";

    private Notifications() {}

    /**
     * The service.
     *
     * @param model its model
     * @param store where rules are kept
     * @param clock the time
     */
    public static Service service(ServiceModel model, Store store, Clock clock) {
        var table = new RegionTable(store, RULES);
        var states = new TargetStates(store);
        var rules = new RuleOperations(table, states, clock);
        var targets = new TargetOperations(table, rules, states);
        var tags = new TagOperations(table, rules);
        return Service.of(model, "the model has no others")
                .operation("CreateNotificationRule", rules::create)
                .operation("DescribeNotificationRule", rules::describe)
                .operation("UpdateNotificationRule", rules::update)
                .operation("DeleteNotificationRule", rules::delete)
                .operation("ListNotificationRules", rules::list)
                .operation("ListEventTypes", EventTypes::list)
                .operation("ListTargets", targets::list)
                .operation("Subscribe", targets::subscribe)
                .operation("Unsubscribe", targets::unsubscribe)
                .operation("DeleteTarget", targets::delete)
                .operation("TagResource", tags::tag)
                .operation("UntagResource", tags::untag)
                .operation("ListTagsForResource", tags::list)
                .build();
    }
}
