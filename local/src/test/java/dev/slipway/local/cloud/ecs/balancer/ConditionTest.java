package dev.slipway.local.cloud.ecs.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final RequestView REQUEST = new RequestView(
            "GET",
            "shop.example.com",
            "/Api/v1/items",
            "page=2&all",
            name -> name.equals("X-Version") ? List.of("blue-7") : List.of());

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "path-pattern, '', /Api/*, true",
        "path-pattern, '', /api/*, false",
        "path-pattern, '', /Api/v?/items, true",
        "path-pattern, '', /Api, false",
        "path-pattern, '', '/Api/v1/items.', false",
        "host-header, '', *.EXAMPLE.com, true",
        "host-header, '', example.com, false",
        "http-request-method, '', GET, true",
        "http-request-method, '', get, false",
        "http-header, X-Version, blue-*, true",
        "http-header, X-Other, *, false",
        "query-string, '', page=2, true",
        "query-string, '', page=3, false",
        "query-string, '', all, true",
        "source-ip, '', 127.0.0.1/32, false",
    })
    void conditionsMatchAsOnAnApplicationLoadBalancer(String field, String name, String value, boolean holds) {
        assertThat(new Condition(field, name, List.of("never", value)).holds(REQUEST))
                .isEqualTo(holds);
    }
}
