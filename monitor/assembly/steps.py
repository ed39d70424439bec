"""The steps of the river, in the order the water runs."""

from dataclasses import dataclass

from monitor.alerts.step import AlertsStep
from monitor.delivery.step import DeliveryStep
from monitor.flow.step import Step
from monitor.rules.step import RulesStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """One set of steps. Their memories belong to one log; a new set starts with empty ones."""

    articles: Step
    reading: Step
    incidents: Step
    rules: RulesStep
    alerts: AlertsStep
    delivery: DeliveryStep

    def in_order(self) -> tuple[Step, ...]:
        return (
            self.articles,
            self.reading,
            self.incidents,
            self.rules,
            self.alerts,
            self.delivery,
        )
