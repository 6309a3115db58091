package dev.slipway.config;

import dev.slipway.blueprint.ContainerImage;
import dev.slipway.blueprint.FargateSize;
import dev.slipway.blueprint.UrlPath;
import org.jspecify.annotations.Nullable;

/** A service to try things on. */
public record TrialServiceSettings(
        @Setting(
                        value = "Port at which the load balancer shows the service; each service its own.",
                        least = 1,
                        greatest = 65_535)
                @Nullable
                Integer listenerPort,
        @Setting(value = "Port at which the container listens.", standard = "80", least = 1, greatest = 65_535)
                int containerPort,
        @Setting(
                        value = "Image that runs until the pipeline deploys the first one.",
                        standard = "\"public.ecr.aws/nginx/nginx:stable\"")
                ContainerImage image,
        @Setting(value = "CPU units of a task; 1024 are one vCPU.", standard = "256", least = 256, greatest = 16_384)
                int cpu,
        @Setting(value = "Memory of a task in MiB.", standard = "512", least = 512, greatest = 122_880) int memory,
        @Setting(
                        value = "Tasks that run at first; afterwards the service keeps the number that it has.",
                        standard = "1",
                        least = 0,
                        greatest = 100)
                int desiredCount,
        @Setting(value = "Path that the load balancer asks for; 200 to 399 is healthy.", standard = "\"/\"")
                UrlPath healthCheckPath,
        @Setting(
                        value = "Seconds between two health checks; three that fail make a task unhealthy.",
                        standard = "15",
                        least = 5,
                        greatest = 300)
                int healthCheckIntervalSeconds,
        @Setting(
                        value = "Seconds for which failed health checks of a new task do not count.",
                        standard = "60",
                        least = 0,
                        greatest = 7_200)
                int healthCheckGraceSeconds) {
    public TrialServiceSettings {
        size(cpu, memory);
    }

    @Rule({"cpu", "memory"})
    static void size(int cpu, int memory) {
        FargateSize.require(cpu, memory);
    }
}
