"""Days in Chinese: 2月9日, where Django would write 02月9日 beside 12月1日."""

MONTH_DAY_FORMAT = "n月j日"
