package dev.slipway.config;

import dev.slipway.blueprint.Cidr;
import dev.slipway.blueprint.VpcCidr;
import java.util.List;

/** The network and cluster of the trial services; created only when a service has the target TRIAL. */
public record TrialSettings(
        @Setting(value = "Addresses of the VPC; /16 to /24.", standard = "\"10.42.0.0/16\"") VpcCidr vpcCidr,
        @Setting(value = "Who may reach the load balancer, over plain HTTP; [] for nobody.", standard = "[]")
                List<Cidr> allowedCidrs) {}
