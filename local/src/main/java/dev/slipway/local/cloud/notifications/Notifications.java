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
    private Notifications() {}

    /**
     * The service.
     *
     * @param model its model
     * @param store where rules are kept
     * @param clock the time
     */
    public static Service service(ServiceModel model, Store store, Clock clock) {
        var table = new RegionTable(store, "notifications.rules");
        var rules = new RuleOperations(table, clock);
        var targets = new TargetOperations(table, rules);
        var tags = new TagOperations(table, rules);
        return Service.of(model, "it keeps rules and targets, but sends nothing yet")
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
